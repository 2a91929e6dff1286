# leitmotif_embed_data(target): what the program brings along (models, songbook, wishes) becomes part of the target as one
# zip archive, leitmotif::places::carried_archive(), for a program that is copied somewhere by itself.
function(leitmotif_embed_data target)
  set(folder ${PROJECT_BINARY_DIR}/generated/carried)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/models/* ${PROJECT_SOURCE_DIR}/data/songbook/*
       ${PROJECT_SOURCE_DIR}/data/wishes/*)
  file(MAKE_DIRECTORY ${folder})
  add_custom_command(OUTPUT ${folder}/data.zip
    COMMAND ${CMAKE_COMMAND} -E tar cf ${folder}/data.zip --format=zip --mtime=2000-01-01 models songbook wishes
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}/data DEPENDS ${files} COMMENT "Packing what the program carries" VERBATIM)
  file(CONFIGURE OUTPUT ${folder}/carried_archive.cpp CONTENT
"// Made while configuring.
#include \"leitmotif/places/carried_data.hpp\"

asm(\".pushsection .rodata\\n\"
    \".global leitmotif_carried\\nleitmotif_carried:\\n.incbin \\\"${folder}/data.zip\\\"\\n\"
    \".global leitmotif_carried_end\\nleitmotif_carried_end:\\n.byte 0\\n\"
    \".popsection\\n\");

extern \"C\" {
extern const char leitmotif_carried[];
extern const char leitmotif_carried_end[];
}

namespace leitmotif::places {

std::string_view carried_archive() noexcept {
  return {leitmotif_carried, static_cast<std::size_t>(leitmotif_carried_end - leitmotif_carried)};
}

}  // namespace leitmotif::places
" @ONLY)
  target_sources(${target} PRIVATE ${folder}/carried_archive.cpp)
  # The bytes are taken in by the assembler, which a cache of compiled files does not see.
  set_source_files_properties(${folder}/carried_archive.cpp PROPERTIES CXX_COMPILER_LAUNCHER ""
    SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON OBJECT_DEPENDS ${folder}/data.zip)
endfunction()
