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
install(FILES include/nutgraf/nutgraf.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/nutgraf)
install(FILES ${PROJECT_BINARY_DIR}/generated/nutgraf.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES ${PROJECT_BINARY_DIR}/generated/nutgrafConfig.cmake
  ${PROJECT_BINARY_DIR}/generated/nutgrafConfigVersion.cmake
  DESTINATION ${package_dir})
install(EXPORT nutgrafTargets NAMESPACE nutgraf:: DESTINATION ${package_dir})
