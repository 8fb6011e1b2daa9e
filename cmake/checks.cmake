# What every build proves about the sources besides compiling them:
#   layers   no include points the wrong way (tools/layers.c has the rules)
#   headers  each header compiles alone, and twice
file(GLOB_RECURSE checked_files CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/src/*.[ch])
file(GLOB_RECURSE checked_headers CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/src/*.h ${PROJECT_SOURCE_DIR}/include/*.h)

add_executable(layers tools/layers.c)
nutgraf_setup(layers)
set(layers_stamp ${PROJECT_BINARY_DIR}/generated/layers.stamp)
add_custom_command(
  OUTPUT ${layers_stamp}
  COMMAND layers ${PROJECT_SOURCE_DIR}/src ${checked_files}
  COMMAND ${CMAKE_COMMAND} -E touch ${layers_stamp}
  DEPENDS layers ${checked_files}
  COMMENT "Checking that includes point the right way" VERBATIM)
add_custom_target(check_layers ALL DEPENDS ${layers_stamp})

set(alone_sources)
foreach(header IN LISTS checked_headers)
  file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR} ${header})
  string(MAKE_C_IDENTIFIER ${name} id)
  set(source ${PROJECT_BINARY_DIR}/generated/alone/${id}.c)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT
    "#include \"@header@\"\n#include \"@header@\"\nextern const int ng_alone;\n")
  list(APPEND alone_sources ${source})
endforeach()
add_library(check_headers OBJECT ${alone_sources} ${tables_header})
nutgraf_setup(check_headers)
target_include_directories(check_headers PRIVATE ${generated})
target_link_libraries(check_headers PRIVATE ${nutgraf_libraries})
