#include "leitmotif/core/error.hpp"

#include <array>

namespace leitmotif {
namespace {

constexpr std::array<ErrorMapping, 9> kMappings = {{
    {ErrorKind::invalid_argument, "invalid_argument", 2, 400},
    {ErrorKind::not_found, "not_found", 3, 404},
    {ErrorKind::corrupt_data, "corrupt_data", 4, 422},
    {ErrorKind::resource_limit, "resource_limit", 5, 413},
    {ErrorKind::io, "io", 6, 500},
    {ErrorKind::unsupported, "unsupported", 7, 422},
    {ErrorKind::unavailable, "unavailable", 69, 503},
    {ErrorKind::cancelled, "cancelled", 130, 503},
    {ErrorKind::internal, "internal", 70, 500},
}};

}  // namespace

std::span<const ErrorMapping> error_mappings() noexcept { return kMappings; }

const ErrorMapping& mapping_of(ErrorKind kind) noexcept { return kMappings[static_cast<std::size_t>(kind)]; }

ErrorKind kind_of_exit(int exit_status) noexcept {
  for (const ErrorMapping& row : kMappings)
    if (row.exit_status == exit_status) return row.kind;
  return ErrorKind::internal;
}

}  // namespace leitmotif
