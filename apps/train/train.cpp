// `leitmotif train` and `leitmotif tune` with every kind of model.
#include "apps/train_command.hpp"
#include "leitmotif/training/torch/kinds.hpp"

namespace leitmotif::apps {

Command train_command();
Command tune_command();

Command train_command() { return train_command_for(training::all_kinds(), run_train_similarity); }
Command tune_command() { return tune_command_for(training::all_kinds()); }

}  // namespace leitmotif::apps
