/*
 * header.h - "Name: value" blocks as mail, HTTP and WARC have them.
 *
 * Nothing is copied: answers are slices of the block. Source: RFC 5322, 2.2;
 * RFC 2045, 5.1.
 */
#ifndef NG_READ_HEADER_H
#define NG_READ_HEADER_H

#include "base/slice.h"

/* Length of the block at the start of `bytes`, its closing empty line included;
 * SIZE_MAX when there is no empty line. Lines end in \r\n or \n. */
size_t ng_header_block(struct ng_slice bytes);

/* The value of the first header called `name` (any case), trimmed; continued
 * lines are part of it. Empty when there is none. Linear in the block. */
struct ng_slice ng_header_find(struct ng_slice block, const char *name);

/* Parameter `name` of a value such as `text/html; charset="utf-8"`, without its
 * quotation marks; empty when there is none. */
struct ng_slice ng_header_param(struct ng_slice value, const char *name);

/* The value before its first ';', trimmed: "text/html". */
struct ng_slice ng_header_first(struct ng_slice value);

#endif
