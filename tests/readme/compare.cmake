# Runs a program and compares what it prints with a file.
#   cmake -Dprogram=... -Dwant=expected.txt -P compare.cmake
execute_process(COMMAND ${program} OUTPUT_VARIABLE got RESULT_VARIABLE status)
file(READ ${want} expected)
if(NOT status EQUAL 0 OR NOT got STREQUAL expected)
  message(FATAL_ERROR "${program} ended with ${status}, printed:\n${got}"
    "README.md says:\n${expected}")
endif()
