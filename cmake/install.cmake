# The library as a CMake package: find_package(leitmotif) and link leitmotif::leitmotif.
include(CMakePackageConfigHelpers)
install(TARGETS leitmotif leitmotif_warnings EXPORT leitmotif-targets)
include(cmake/public_headers.cmake)
leitmotif_with_included(public_headers ${LEITMOTIF_PUBLIC_HEADERS})
foreach(header IN LISTS public_headers)
  get_filename_component(folder ${header} DIRECTORY)
  install(FILES ${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/${folder})
endforeach()
install(DIRECTORY data/models data/songbook data/wishes DESTINATION ${CMAKE_INSTALL_DATADIR}/leitmotif)
install(EXPORT leitmotif-targets NAMESPACE leitmotif:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/leitmotif)
configure_package_config_file(cmake/leitmotif-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/leitmotif-config.cmake
                              INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/leitmotif)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/leitmotif-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/leitmotif-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/leitmotif-config-version.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/leitmotif)
