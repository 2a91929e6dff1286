# leitmotif_embed(target file name header): makes `header` with `inline constexpr std::string_view name`, the text of
# `file`. Long texts are cut into literals that every compiler takes.
function(leitmotif_embed target file name header)
  set(input ${PROJECT_SOURCE_DIR}/${file})
  set(output ${PROJECT_BINARY_DIR}/generated/${header})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${input})
  file(READ ${input} text)
  string(REGEX REPLACE "([^\n]*\n)" "R\"~(\\1)~\"\n" literal "${text}")
  file(CONFIGURE OUTPUT ${output} CONTENT
"// Made from ${file} while configuring.
#pragma once
#include <string_view>
// Literals of a line each become one; clang counts the whole against what the standard promises.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored \"-Woverlength-strings\"
namespace leitmotif::embedded {
inline constexpr std::string_view ${name} =
@literal@;
}
#pragma GCC diagnostic pop
" @ONLY)
  target_include_directories(${target} PRIVATE ${PROJECT_BINARY_DIR}/generated)
endfunction()
