// Marks a function whose loops are worth compiling for newer processors as well; the right copy is chosen when the
// program starts.
#pragma once

// Sanitizers are not ready yet when that choice is made, and clang 14 does not know these names.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define LEITMOTIF_VECTORIZED __attribute__((target_clones("arch=skylake-avx512", "arch=haswell", "default")))
#else
#define LEITMOTIF_VECTORIZED
#endif
