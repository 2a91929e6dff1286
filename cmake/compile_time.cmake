# Where the processor time of a build goes: into reading the standard library's headers and instantiating the same
# templates once a unit. docs/decisions has the figures.

set(LEITMOTIF_SINGLE_UNITS apps leitmotif/collection leitmotif/corpus leitmotif/wire leitmotif/wishes)

# leitmotif_fast_build(target SOURCE...): the standard headers that most units of the target read are parsed once. With
# LEITMOTIF_UNITY the sources of one folder become one unit, so names of unnamed namespaces must differ within a folder.
# Sources that read a heavy library alone (SKIP_UNITY_BUILD_INCLUSION) stay units of their own. No unit may rely on
# either: the presets for checking compile each unit by itself.
function(leitmotif_fast_build target)
  if(LEITMOTIF_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE <algorithm> <array> <charconv> <chrono> <cmath> <cstdint> <filesystem>
      <functional> <map> <memory> <mutex> <numeric> <optional> <set> <span> <string> <string_view> <unordered_map>
      <utility> <vector>)
  endif()
  if(LEITMOTIF_UNITY)
    foreach(source IN LISTS ARGN)
      get_filename_component(folder ${source} ABSOLUTE)
      get_filename_component(folder ${folder} DIRECTORY)
      file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${folder})
      if(NOT folder IN_LIST LEITMOTIF_SINGLE_UNITS)
        string(REPLACE "/" "_" folder ${folder})
        set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder})
      endif()
    endforeach()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  endif()
endfunction()
