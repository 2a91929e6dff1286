# Debian packages, by `./dev package`: leitmotif (the program), leitmotif-train (with LibTorch) and libleitmotif-dev (the
# library and its headers); from a build with LEITMOTIF_PYTHON only python3-leitmotif, because everything in a module must
# be able to lie anywhere in memory, which costs programs time.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME leitmotif)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
# Who packs it answers for the package.
set(CPACK_PACKAGE_CONTACT "Leitmotif authors <authors@leitmotif.invalid>")
if(DEFINED ENV{DEBEMAIL})
  set(CPACK_PACKAGE_CONTACT "$ENV{DEBFULLNAME} <$ENV{DEBEMAIL}>")
endif()
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "finds songs by what they say")
set(CPACK_PACKAGE_FILE_NAME leitmotif-${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL program trainer library)
if(LEITMOTIF_PYTHON)
  set(CPACK_COMPONENTS_ALL python)
  set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # the programs of this build are not packed
endif()
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS OFF)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
    WORLD_EXECUTE)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME leitmotif)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION sound)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS wordnet-base)
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION "Leitmotif reads the lyrics and listens to the music of a person's own
collection and recommends songs by topic, by wish, by likeness and by taste:
on the command line, over HTTP and on a page of its own. Nothing leaves the
machine.")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/packaging/debian/postinst
    ${PROJECT_SOURCE_DIR}/packaging/debian/prerm ${PROJECT_SOURCE_DIR}/packaging/debian/postrm)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_TRAINER_PACKAGE_NAME leitmotif-train)
set(CPACK_DEBIAN_TRAINER_PACKAGE_SECTION science)
set(CPACK_DEBIAN_TRAINER_PACKAGE_DEPENDS "leitmotif (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_TRAINER_DESCRIPTION "The part of Leitmotif that needs LibTorch: it trains the networks that tell
what a song is about, and compares them.")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libleitmotif-dev)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS
    "libssl-dev, libicu-dev, libsqlite3-dev, libpq-dev, libmpdclient-dev, libcurl4-openssl-dev, libarchive-dev, nlohmann-json3-dev, libfmt-dev, libsimdjson-dev, libpugixml-dev, libtag1-dev, libturbojpeg0-dev, libcld2-dev, libkissfft-dev, libargon2-dev, zlib1g-dev")
set(CPACK_DEBIAN_LIBRARY_DESCRIPTION "The static library of Leitmotif and its headers, for programs that classify
lyrics and recommend songs themselves.")

if(LEITMOTIF_PYTHON)
  # A compiled module is of one version of Python.
  math(EXPR next_python "${Python3_VERSION_MINOR} + 1")
  set(CPACK_DEBIAN_PYTHON_PACKAGE_NAME python3-leitmotif)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_SECTION python)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_DEPENDS
      "leitmotif (= ${PROJECT_VERSION}), python3 (>= 3.${Python3_VERSION_MINOR}), python3 (<< 3.${next_python})")
  set(CPACK_DEBIAN_PYTHON_PACKAGE_RECOMMENDS python3-numpy)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_SUGGESTS "python3-scipy, python3-sklearn, python3-pandas")
  set(CPACK_DEBIAN_PYTHON_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/packaging/debian/python/postinst
      ${PROJECT_SOURCE_DIR}/packaging/debian/python/prerm)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_CONTROL_STRICT_PERMISSION ON)
  set(CPACK_DEBIAN_PYTHON_DESCRIPTION "Leitmotif for Python: topics of lyrics, a library of songs with its columns as
NumPy arrays, recommendations, and estimators that learn from lyrics of one's
own with the manners of scikit-learn.")
endif()
include(CPack)
