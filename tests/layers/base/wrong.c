/* wrong.c - never compiled: what the layer check must refuse. */
#include "find/module.h"
