# The library as a CMake package (find_package(leitmotif), link leitmotif::leitmotif), and the program as a part of a
# system. Components, which become packages: program, trainer, library, python.
include(CMakePackageConfigHelpers)
install(TARGETS leitmotif leitmotif_warnings EXPORT leitmotif-targets COMPONENT library)
include(cmake/public_headers.cmake)
leitmotif_with_included(public_headers ${LEITMOTIF_PUBLIC_HEADERS})
foreach(header IN LISTS public_headers)
  get_filename_component(folder ${header} DIRECTORY)
  install(FILES ${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/${folder} COMPONENT library)
endforeach()
install(DIRECTORY plugins DESTINATION ${CMAKE_INSTALL_DATADIR}/leitmotif COMPONENT program PATTERN navidrome EXCLUDE)
# Navidrome's is WebAssembly and built by a script of its own; `./dev package` runs it first.
install(FILES ${PROJECT_SOURCE_DIR}/build/navidrome/leitmotif.ndp
        DESTINATION ${CMAKE_INSTALL_DATADIR}/leitmotif/plugins/navidrome COMPONENT program OPTIONAL)
install(EXPORT leitmotif-targets NAMESPACE leitmotif:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/leitmotif
        COMPONENT library)
configure_package_config_file(cmake/leitmotif-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/leitmotif-config.cmake
                              INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/leitmotif)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/leitmotif-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/leitmotif-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/leitmotif-config-version.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/leitmotif COMPONENT library)

install(DIRECTORY data/models data/songbook data/wishes DESTINATION ${CMAKE_INSTALL_DATADIR}/leitmotif
        COMPONENT program)

# What a system knows of a program: its manual, what shells complete, and units of systemd. The program writes the first
# two itself.
set(documents ${CMAKE_CURRENT_BINARY_DIR}/documents)
set(completions ${documents}/leitmotif ${documents}/_leitmotif ${documents}/leitmotif.fish)
add_custom_command(OUTPUT ${completions} ${documents}/man/leitmotif.1.gz
  COMMAND ${CMAKE_COMMAND} -E make_directory ${documents}/man
  COMMAND leitmotif_program completion bash > ${documents}/leitmotif
  COMMAND leitmotif_program completion zsh > ${documents}/_leitmotif
  COMMAND leitmotif_program completion fish > ${documents}/leitmotif.fish
  COMMAND leitmotif_program manual --folder ${documents}/man
  COMMAND ${CMAKE_COMMAND} -E copy ${PROJECT_SOURCE_DIR}/packaging/leitmotif-listen.1 ${documents}/man
  COMMAND sh -c "gzip -9nf '${documents}'/man/*.1"
  DEPENDS leitmotif_program packaging/leitmotif-listen.1 COMMENT "Writing the manual" VERBATIM)
add_custom_target(leitmotif_documents DEPENDS ${completions} ${documents}/man/leitmotif.1.gz)
set(of_documents COMPONENT program EXCLUDE_FROM_ALL)
install(DIRECTORY ${documents}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 ${of_documents})
install(FILES ${documents}/leitmotif DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions ${of_documents})
install(FILES ${documents}/_leitmotif DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions ${of_documents})
install(FILES ${documents}/leitmotif.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d ${of_documents})
install(FILES packaging/systemd/leitmotif.service packaging/systemd/leitmotif@.service
        DESTINATION lib/systemd/system ${of_documents})
install(FILES packaging/systemd/user/leitmotif.service packaging/systemd/user/leitmotif-watch@.service
        DESTINATION lib/systemd/user ${of_documents})
# Debian wants the history of a package compressed and a copyright beside it, in every package.
add_custom_command(OUTPUT ${documents}/changelog.gz
  COMMAND gzip -9 -n -c ${PROJECT_SOURCE_DIR}/CHANGELOG.md > ${documents}/changelog.gz
  DEPENDS CHANGELOG.md VERBATIM)
add_custom_target(leitmotif_changelog DEPENDS ${documents}/changelog.gz)
add_dependencies(leitmotif_documents leitmotif_changelog)
foreach(pair program:leitmotif trainer:leitmotif-train library:libleitmotif-dev python:python3-leitmotif)
  string(REPLACE ":" ";" pair ${pair})
  list(GET pair 0 component)
  list(GET pair 1 package)
  install(FILES packaging/debian/copyright ${documents}/changelog.gz DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package}
          COMPONENT ${component} EXCLUDE_FROM_ALL)
endforeach()
include(cmake/package.cmake)
