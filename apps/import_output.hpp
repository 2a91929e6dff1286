// What came into the library, for people.
#pragma once

#include "apps/command.hpp"
#include "leitmotif/intake/import_report.hpp"

namespace leitmotif::apps {

/// Prints the report as JSON when that was asked for, else as text.
void show(const General& general, const intake::ImportReport& report);

}  // namespace leitmotif::apps
