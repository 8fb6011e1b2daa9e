# Installing: program, both libraries, the public header, pkg-config file, CMake
# package.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

if(IS_ABSOLUTE ${CMAKE_INSTALL_LIBDIR})
  set(pc_libdir ${CMAKE_INSTALL_LIBDIR})
else()
  set(pc_libdir "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
endif()
if(IS_ABSOLUTE ${CMAKE_INSTALL_INCLUDEDIR})
  set(pc_includedir ${CMAKE_INSTALL_INCLUDEDIR})
else()
  set(pc_includedir "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
endif()
list(JOIN nutgraf_modules " " pc_requires)
configure_file(cmake/nutgraf.pc.in generated/nutgraf.pc @ONLY)

# The imported targets that the static library hands on, found again.
set(config_requires)
foreach(library IN LISTS nutgraf_libraries)
  if(library MATCHES "^PkgConfig::(.*)$")
    set(prefix ${CMAKE_MATCH_1})
    string(APPEND config_requires "pkg_check_modules(${prefix} QUIET REQUIRED "
      "IMPORTED_TARGET ${${prefix}_MODULE_NAME})\n")
  endif()
endforeach()
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/nutgraf)
configure_package_config_file(cmake/nutgrafConfig.cmake.in
  generated/nutgrafConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(generated/nutgrafConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)

install(TARGETS nutgraf RUNTIME)
install(TARGETS nutgraf_shared nutgraf_static EXPORT nutgrafTargets
  ARCHIVE LIBRARY INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES docs/nutgraf.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES include/nutgraf/nutgraf.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/nutgraf)
install(FILES ${PROJECT_BINARY_DIR}/generated/nutgraf.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES ${PROJECT_BINARY_DIR}/generated/nutgrafConfig.cmake
  ${PROJECT_BINARY_DIR}/generated/nutgrafConfigVersion.cmake
  DESTINATION ${package_dir})
install(EXPORT nutgrafTargets NAMESPACE nutgraf:: DESTINATION ${package_dir})

# The shells' completions come out of the program itself.
if(NOT CMAKE_CROSSCOMPILING)
  set(completions)
  foreach(pair IN ITEMS "bash nutgraf" "zsh _nutgraf" "fish nutgraf.fish")
    string(REPLACE " " ";" pair ${pair})
    list(GET pair 0 shell)
    list(GET pair 1 name)
    set(file ${PROJECT_BINARY_DIR}/generated/complete/${shell}/${name})
    add_custom_command(OUTPUT ${file}
      COMMAND ${CMAKE_COMMAND} -E make_directory
        ${PROJECT_BINARY_DIR}/generated/complete/${shell}
      COMMAND nutgraf --generate complete-${shell} > ${file}
      DEPENDS nutgraf VERBATIM)
    list(APPEND completions ${file})
  endforeach()
  add_custom_target(completions ALL DEPENDS ${completions})
  list(POP_FRONT completions bash zsh fish)
  install(FILES ${bash}
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
  install(FILES ${zsh} DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
  install(FILES ${fish}
    DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()
