# Where the processor time of a build goes: into reading the standard library's headers and instantiating the same
# templates once a unit. docs/decisions/0034-time-to-build.md has the figures.

# leitmotif_fast_build(target SOURCE...): with LEITMOTIF_UNITY the sources of one folder become one unit, so names of
# unnamed namespaces must differ within a folder. Sources with SKIP_UNITY_BUILD_INCLUSION stay units of their own. With
# LEITMOTIF_PRECOMPILE the standard headers that most sources read are parsed once, where there are units enough to make
# that worth its time. No source may rely on either: the preset clang compiles each by itself.
function(leitmotif_fast_build target)
  set(units ${ARGN})
  if(LEITMOTIF_UNITY)
    set(units "")
    foreach(source IN LISTS ARGN)
      get_filename_component(folder ${source} ABSOLUTE)
      get_filename_component(folder ${folder} DIRECTORY)
      file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${folder})
      string(REPLACE "/" "_" folder ${folder})
      set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder})
      list(APPEND units ${folder})
    endforeach()
    list(REMOVE_DUPLICATES units)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  endif()
  list(LENGTH units count)
  if(LEITMOTIF_PRECOMPILE AND count GREATER 4)
    target_precompile_headers(${target} PRIVATE <algorithm> <array> <charconv> <chrono> <cmath> <cstdint> <filesystem>
      <functional> <map> <memory> <mutex> <numeric> <optional> <set> <span> <string> <string_view> <unordered_map>
      <utility> <vector>)
  endif()
endfunction()
