#include "leitmotif/training/torch/torch.hpp"

#include <dlfcn.h>

namespace leitmotif::training {

Reproducible::Reproducible(std::uint64_t seed) {
  torch::manual_seed(seed);
  at::set_num_threads(1);
  // LibTorch's setting does not reach the threads of OpenBLAS, which multiplies for it on Debian. It need not be there.
  using SetThreads = void (*)(int);
  if (const auto set_threads = reinterpret_cast<SetThreads>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads")))
    set_threads(1);
  // Momentum that has all but died away would otherwise be computed with denormal numbers, a hundred times slower.
  at::globalContext().setFlushDenormal(true);
}

Reproducible::~Reproducible() { at::globalContext().setFlushDenormal(false); }

}  // namespace leitmotif::training
