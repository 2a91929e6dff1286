// Marks a function whose loops are worth compiling for newer processors as well; the right copy is chosen when the
// program starts. Two marks, because the fastest code does not give the same bits on every processor.
#pragma once

// Sanitizers are not ready yet when the choice is made: functions stay as they are.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define LEITMOTIF_CLONES(...)
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define LEITMOTIF_CLONES(...)
#endif
#endif
#if !defined(LEITMOTIF_CLONES) && defined(__x86_64__) && defined(__linux__)
#define LEITMOTIF_CLONES(...) __attribute__((target_clones(__VA_ARGS__)))
#elif !defined(LEITMOTIF_CLONES)
#define LEITMOTIF_CLONES(...)
#endif

/// The same bits as the plain function: no sum is reordered, and AVX2 alone brings no fused multiply-add.
#define LEITMOTIF_VECTORIZED_EXACTLY LEITMOTIF_CLONES("avx2", "default")

/// As fast as the processor allows; fused multiply-adds may change the last bits.
/// Levels, not names: a name such as skylake-avx512 is taken for that very processor and for none that came after it.
/// clang 14 does not know the levels.
#if defined(__clang__)
#define LEITMOTIF_VECTORIZED
#else
#define LEITMOTIF_VECTORIZED LEITMOTIF_CLONES("arch=x86-64-v4", "arch=x86-64-v3", "default")
#endif
