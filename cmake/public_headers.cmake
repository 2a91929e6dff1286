# The headers that other people's programs may include: those named here and what these include. The rest is nobody's but
# ours and is not installed.
set(LEITMOTIF_PUBLIC_HEADERS
  leitmotif/core/error.hpp           # what every function throws
  leitmotif/engine/engine.hpp        # the verbs of the programs
  leitmotif/reading/reader.hpp       # a lyric to its topics
  leitmotif/models/classifier.hpp    # a model file by itself
  leitmotif/recommend/recommend.hpp  # ranking by itself
  leitmotif/text/preprocessor.hpp    # the text pipelines by themselves
)

# leitmotif_with_included(result header...): the headers and every header of ours that they include, each once.
function(leitmotif_with_included result)
  set(waiting ${ARGN})
  set(found "")
  while(waiting)
    list(POP_FRONT waiting header)
    if(header IN_LIST found)
      continue()
    endif()
    list(APPEND found ${header})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${header})
    file(STRINGS ${PROJECT_SOURCE_DIR}/${header} lines REGEX "^#include \"leitmotif/")
    list(TRANSFORM lines REPLACE "^#include \"([^\"]+)\".*" "\\1")
    list(APPEND waiting ${lines})
  endwhile()
  set(${result} ${found} PARENT_SCOPE)
endfunction()
