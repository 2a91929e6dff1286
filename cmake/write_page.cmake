# Writes OUTPUT, a C++ file that holds FILES of the folder DIST, each as it is, as gzip and as brotli (in FOLDER).
file(REMOVE_RECURSE ${FOLDER}/content)
file(MAKE_DIRECTORY ${FOLDER}/content)

# The media type by the ending of a name. A list, because a browser told to sniff nothing needs the right one.
set(types html "text/html\; charset=utf-8" js "text/javascript" css "text/css" svg "image/svg+xml" json "application/json"
          webmanifest "application/manifest+json" woff2 "font/woff2" png "image/png" ico "image/x-icon" txt "text/plain\; charset=utf-8")

set(assembler "")
set(externs "")
set(rows "")
set(number 0)

# include_bytes(symbol file): one symbol at the first byte, one behind the last.
macro(include_bytes symbol path)
  string(APPEND assembler "    \".global ${symbol}\\n${symbol}:\\n.incbin \\\"${path}\\\"\\n.global ${symbol}_end\\n${symbol}_end:\\n.byte 0\\n\"\n")
  string(APPEND externs "extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n")
endmacro()

foreach(file IN LISTS FILES)
  file(RELATIVE_PATH path ${DIST} ${file})
  string(REGEX MATCH "[^.]*$" ending ${path})
  list(FIND types "${ending}" place)
  set(type "application/octet-stream")
  if(place GREATER -1)
    math(EXPR place "${place} + 1")
    list(GET types ${place} type)
  endif()
  file(SHA256 ${file} digest)
  string(SUBSTRING ${digest} 0 20 digest)
  # The digest is in the name, so that the C++ file changes when the content does.
  set(copy ${FOLDER}/content/${number}-${digest})
  file(COPY_FILE ${file} ${copy})
  include_bytes(leitmotif_page_${number} ${copy})
  set(coded "bytes(leitmotif_page_${number}, leitmotif_page_${number}_end)")
  if(GZIP)
    execute_process(COMMAND ${GZIP} -9 -n -c ${copy} OUTPUT_FILE ${copy}.gz COMMAND_ERROR_IS_FATAL ANY)
    include_bytes(leitmotif_page_${number}_gzip ${copy}.gz)
    string(APPEND coded ", bytes(leitmotif_page_${number}_gzip, leitmotif_page_${number}_gzip_end)")
  else()
    string(APPEND coded ", {}")
  endif()
  if(BROTLI)
    execute_process(COMMAND ${BROTLI} -q 11 -c ${copy} OUTPUT_FILE ${copy}.br COMMAND_ERROR_IS_FATAL ANY)
    include_bytes(leitmotif_page_${number}_brotli ${copy}.br)
    string(APPEND coded ", bytes(leitmotif_page_${number}_brotli, leitmotif_page_${number}_brotli_end)")
  else()
    string(APPEND coded ", {}")
  endif()
  string(APPEND rows "      {\"/${path}\", \"${type}\", \"${digest}\", ${coded}},\n")
  math(EXPR number "${number} + 1")
endforeach()

if(assembler)
  set(assembler "asm(\".pushsection .rodata\\n\"\n${assembler}    \".popsection\\n\");\n\nextern \"C\" {\n${externs}}\n")
endif()
string(REPLACE "\\;" ";" rows "${rows}")
file(WRITE ${OUTPUT} "// Made from web/dist while building.
#include \"leitmotif/service/embedded_page.hpp\"

#include <vector>

${assembler}
namespace leitmotif::service {

std::span<const http::PageFile> embedded_page() noexcept {
  [[maybe_unused]] const auto bytes = [](const char* begin, const char* end) {
    return std::string_view(begin, static_cast<std::size_t>(end - begin));
  };
  static const std::vector<http::PageFile> files = {
${rows}  };
  return files;
}

}  // namespace leitmotif::service
")
