// Commands about a person's own songs: scan, watch, lyrics doctor, tags write.
#pragma once

#include "apps/options.hpp"

namespace leitmotif::apps {

int run_scan(const Options& options);
int run_watch(const Options& options);
int run_lyrics_doctor(const Options& options);
int run_tags_write(const Options& options);

}  // namespace leitmotif::apps
