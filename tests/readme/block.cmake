# Cuts the first fenced block of a language out of README.md.
#   cmake -Dreadme=README.md -Dlanguage=c -Dout=example.c -P block.cmake
file(READ ${readme} text)
string(FIND "${text}" "```${language}\n" start)
if(start EQUAL -1)
  message(FATAL_ERROR "${readme} has no block of ${language}")
endif()
string(LENGTH "```${language}\n" fence)
math(EXPR start "${start} + ${fence}")
string(SUBSTRING "${text}" ${start} -1 text)
string(FIND "${text}" "\n```" end)
string(SUBSTRING "${text}" 0 ${end} text)
file(WRITE ${out} "${text}\n")
