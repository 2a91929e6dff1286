# cmake -D BUILD=... -D SOURCE=... -D WORK=... -D CXX=... -D FLAGS=... -D GENERATOR=... -P consumer.cmake
# Installs the build into an empty folder, and lets a project of its own find, link and run it there.
file(REMOVE_RECURSE ${WORK})
function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${ARGV}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
run(${CMAKE_COMMAND} -S ${SOURCE} -B ${WORK}/build -G ${GENERATOR} -D CMAKE_PREFIX_PATH=${WORK}/prefix
    -D CMAKE_CXX_COMPILER=${CXX} "-DCMAKE_CXX_FLAGS=${FLAGS}" -D CMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER})
run(${CMAKE_COMMAND} --build ${WORK}/build)
run(${WORK}/build/consumer ${WORK}/prefix/share/leitmotif/models/topics.safetensors)
if(NOT output STREQUAL "wolf dont stop\n8 topics\n")
  message(FATAL_ERROR "the consumer says: ${output}")
endif()

# The installed program finds what was installed beside it.
set(ENV{XDG_DATA_HOME} ${WORK}/home)
run(${WORK}/prefix/bin/leitmotif recommend --topic sadness -n 1)
if(EXISTS ${WORK}/home)
  message(FATAL_ERROR "asking made a library")
endif()
file(REMOVE_RECURSE ${WORK})
