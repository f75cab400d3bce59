"""Fetches source archives of Python projects by pip's own finder, and runs nothing of them: `pip download` would, to learn
what they need. Arguments: a folder, and what to fetch as name==version. Prints a file name for each."""

import os
import sys

from pip._internal.commands import create_command
from pip._internal.network.utils import response_chunks


def main(folder, wanted):
    command = create_command("download")
    with command.main_context():
        options, _ = command.parse_args(["--no-binary", ":all:"])
        session = command.get_default_session(options)
        finder = command._build_package_finder(options, session)
        for one in wanted:
            name, version = one.split("==")
            found = [
                candidate.link
                for candidate in finder.find_all_candidates(name)
                if str(candidate.version) == version and not candidate.link.is_wheel
            ]
            if not found:
                sys.exit(f"{one} cannot be had")
            answer = session.get(found[0].url_without_fragment, stream=True)
            answer.raise_for_status()
            with open(os.path.join(folder, found[0].filename), "wb") as file:
                for chunk in response_chunks(answer):
                    file.write(chunk)
            print(found[0].filename)


main(sys.argv[1], sys.argv[2:])
