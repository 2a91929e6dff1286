// The servers a person has accounts on, in a file that only that person may read.
// Flow: `servers add` -> the file -> every other verb about servers.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "leitmotif/servers/subsonic.hpp"

namespace leitmotif::servers {

/// The accounts in the order of their names; none when there is no file. Throws io when others may read the file,
/// corrupt_data when it has another form.
[[nodiscard]] std::vector<Account> read_accounts(const std::filesystem::path& file);

/// Writes them, whole or not at all, so that only the file's owner may read them at any moment. Throws io.
void write_accounts(const std::filesystem::path& file, const std::vector<Account>& accounts);

/// The account of that name; of the only one when the name is empty. Throws not_found, listing the names.
[[nodiscard]] Account account_of(const std::vector<Account>& accounts, std::string_view name);

}  // namespace leitmotif::servers
