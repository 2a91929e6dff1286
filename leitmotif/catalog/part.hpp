// What the parts of a library have in common.
#pragma once

namespace leitmotif::catalog {

/// A part of a library behind an interface: neither copied nor moved.
class Part {
 public:
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;
  virtual ~Part() = default;

 protected:
  Part() = default;
};

}  // namespace leitmotif::catalog
