# The committed man page is the one that the program generates.
#   cmake -Dprogram=nutgraf -Dpage=docs/nutgraf.1 -P man_page.cmake
execute_process(COMMAND ${program} --generate man
  OUTPUT_VARIABLE generated RESULT_VARIABLE code)
file(READ ${page} committed)
if(NOT code EQUAL 0 OR NOT generated STREQUAL committed)
  message(FATAL_ERROR "${page} is old: nutgraf --generate man >${page}")
endif()
