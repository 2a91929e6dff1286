# Warnings are errors, for our own targets only; sanitizers are for everything.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

add_library(leitmotif_warnings INTERFACE)
target_compile_options(leitmotif_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 sees overlapping or too long copies in "text" + string that are not there (GCC bugs 105651, 105329).
  target_compile_options(leitmotif_warnings INTERFACE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow
                         -Wno-stringop-overread)
endif()
if(LEITMOTIF_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Under sanitizers g++ 12 no longer sees that std::regex's states and LibTorch's optional tensors are set before
  # they are read (GCC bug 105562).
  target_compile_options(leitmotif_warnings INTERFACE -Wno-maybe-uninitialized)
endif()

if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # g++ says it of the library and the programs. The tests must not name it under clang too: an option that is named
  # twice is passed once, in its first place, before -Wextra, which switches it on again.
  target_compile_options(leitmotif_warnings INTERFACE -Wno-missing-field-initializers)
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang" AND LEITMOTIF_UNITY)
  # clang also names a local that is called as something in an unnamed namespace: of another source, where the sources
  # of a folder are one unit. The preset clang compiles each by itself and says what it finds.
  target_compile_options(leitmotif_warnings INTERFACE -Wno-shadow)
endif()

# std::sqrt in a loop is vectorised only when it need not set errno, which nobody reads.
add_compile_options(-fno-math-errno)

if(LEITMOTIF_SANITIZE)
  add_compile_options(-fsanitize=${LEITMOTIF_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${LEITMOTIF_SANITIZE})
  if(LEITMOTIF_SANITIZE MATCHES "address")
    add_compile_definitions(_GLIBCXX_ASSERTIONS)
  endif()
endif()
