// Which of several processes that learn one network this is.
// Flow: variables of srun, mpirun or torchrun -> Ranks -> the processes find each other.
// Source: slurm.schedmd.com/srun.html, docs.open-mpi.org (mpirun), pytorch.org/docs/stable/elastic/run.html.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace leitmotif::training {

/// The place of this process among all.
struct Ranks {
  int rank = 0;            ///< from 0
  int world = 1;           ///< how many there are
  std::string host;        ///< where rank 0 is
  std::uint16_t port = 0;  ///< of rank 0, where the others find it
};

/// What a launcher says: RANK, WORLD_SIZE (torchrun, or by hand), OMPI_COMM_WORLD_RANK and _SIZE (Open MPI) or
/// SLURM_PROCID and SLURM_NTASKS, in this order; MASTER_ADDR and MASTER_PORT say where rank 0 is, which of processes on
/// one machine, and of Slurm, is known without. Throws invalid_argument when nothing says it, or what it says makes no
/// sense.
[[nodiscard]] Ranks ranks_from_environment();

/// The first host of a list as Slurm writes it: "n[07-9,12],m1" -> "n07".
[[nodiscard]] std::string first_host(std::string_view list);

}  // namespace leitmotif::training
