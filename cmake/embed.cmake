# The tables' header, the packed model, and the object that links the model in.
#   in:  tables            out: generated, tables_header, model_assembly
# Trained weights, data/weights/NAME.bin, become sections NAME of the model.
file(GLOB weights CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/weights/*.bin)
list(SORT weights)
set(sections)
foreach(file IN LISTS weights)
  get_filename_component(name ${file} NAME_WE)
  list(APPEND sections --section ${name} ${file})
endforeach()
set(generated ${PROJECT_BINARY_DIR}/generated)
set(tables_header ${generated}/ng_tables.h)
set(model_file ${generated}/nutgraf.model)
set(model_assembly ${generated}/model_data.S)
file(MAKE_DIRECTORY ${generated})

add_custom_command(
  OUTPUT ${tables_header}
  COMMAND pack header ${tables_header} ${tables}
  DEPENDS pack ${tables}
  COMMENT "Numbering the tables" VERBATIM)

add_custom_command(
  OUTPUT ${model_file}
  COMMAND pack model ${model_file} ${tables} ${sections}
  DEPENDS pack ${tables} ${weights}
  COMMENT "Packing the model" VERBATIM)

file(CONFIGURE OUTPUT ${model_assembly} @ONLY CONTENT [[
    .section .rodata
    .balign 64
    .global ng_model_start
    .global ng_model_end
    .hidden ng_model_start
    .hidden ng_model_end
ng_model_start:
    .incbin "@model_file@"
ng_model_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
]])
set_source_files_properties(${model_assembly} PROPERTIES
  OBJECT_DEPENDS ${model_file})
