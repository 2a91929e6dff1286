# leitmotif_embed_page(target): the files of web/dist, compressed, become part of the target as
# leitmotif::service::embedded_page(). Without them, or with LEITMOTIF_PAGE OFF, there are none.
set(LEITMOTIF_EMBED_PAGE_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/write_page.cmake)

function(leitmotif_embed_page target)
  set(dist ${PROJECT_SOURCE_DIR}/web/dist)
  set(files "")
  if(NOT LEITMOTIF_PAGE STREQUAL "OFF")
    file(GLOB_RECURSE files CONFIGURE_DEPENDS ${dist}/*)
  endif()
  if(LEITMOTIF_PAGE STREQUAL "ON" AND NOT files)
    message(FATAL_ERROR "web/dist is empty: build the page first (npm ci && npm run build in web), or LEITMOTIF_PAGE=OFF")
  endif()
  find_program(GZIP gzip)
  find_program(BROTLI brotli)
  set(folder ${PROJECT_BINARY_DIR}/generated/page)
  set(source ${folder}/page_files.cpp)
  add_custom_command(OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -D DIST=${dist} -D "FILES=${files}" -D FOLDER=${folder} -D OUTPUT=${source}
            -D GZIP=${GZIP} -D BROTLI=${BROTLI} -P ${LEITMOTIF_EMBED_PAGE_SCRIPT}
    DEPENDS ${files} ${LEITMOTIF_EMBED_PAGE_SCRIPT} COMMENT "Embedding the page" VERBATIM)
  target_sources(${target} PRIVATE ${source})
  # The bytes are taken in by the assembler, which a cache of compiled files does not see.
  set_source_files_properties(${source} PROPERTIES CXX_COMPILER_LAUNCHER "" SKIP_PRECOMPILE_HEADERS ON)
endfunction()
