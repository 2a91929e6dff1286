// `leitmotif train` and `leitmotif tune` as this program runs them: without LibTorch.
#include "apps/train_command.hpp"
#include "leitmotif/training/linear/kinds.hpp"

namespace leitmotif::apps {

Command train_command();
Command tune_command();

Command train_command() { return train_command_for(training::linear_kinds(), {}); }
Command tune_command() { return tune_command_for(training::linear_kinds()); }

}  // namespace leitmotif::apps
