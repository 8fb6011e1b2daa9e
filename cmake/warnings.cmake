# nutgraf_setup(target): include paths, warnings and sanitizers of all our code.
function(nutgraf_setup target)
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/include
                                              ${PROJECT_SOURCE_DIR}/src)
  target_compile_options(${target} PRIVATE
    $<$<COMPILE_LANGUAGE:C>:-Wall -Wextra -Wshadow -Wpointer-arith
    -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wvla
    -Wundef -Wcast-qual -Wno-missing-field-initializers>)
  if(NUTGRAF_WERROR)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:C>:-Werror>)
  endif()
  if(NUTGRAF_SANITIZE)
    target_compile_options(${target} PRIVATE
      $<$<COMPILE_LANGUAGE:C>:-fsanitize=${NUTGRAF_SANITIZE}
      -fno-omit-frame-pointer -fno-sanitize-recover=all>)
    target_link_options(${target} PUBLIC -fsanitize=${NUTGRAF_SANITIZE})
  endif()
  if(NUTGRAF_FUZZ)
    target_compile_options(${target} PRIVATE
      $<$<COMPILE_LANGUAGE:C>:-fsanitize=fuzzer-no-link>)
  endif()
  if(NUTGRAF_COVERAGE)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:C>:--coverage>)
    target_link_options(${target} PUBLIC --coverage)
  endif()
endfunction()
