"""Addresses of the forge at which the edition's repository lives: where a page is edited, a file added, a problem told.

What each forge reads from an address: GitHub and Gitea (with Forgejo) take a new file's name and text as `filename` and
`value` (go-gitea/gitea#16556), GitLab takes the name alone (gitlab-org/gitlab#594214). An issue's form is filled by the
ids of its fields on GitHub, elsewhere by title and text.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

# {repository}, {branch} and {path} are filled in; the other parts are names of query parameters.
_FORGES = {
    "github": {
        "edit": "{repository}/edit/{branch}/{path}",
        "folder": "{repository}/tree/{branch}/{path}",
        "new": "{repository}/new/{branch}",
        "name": "filename",
        "text": "value",
        "issue": "{repository}/issues/new",
    },
    "gitea": {
        "edit": "{repository}/_edit/{branch}/{path}",
        "folder": "{repository}/src/branch/{branch}/{path}",
        "new": "{repository}/_new/{branch}/",
        "name": "filename",
        "text": "value",
        "issue": "{repository}/issues/new",
        "title": "title",
        "body": "body",
    },
    "gitlab": {
        "edit": "{repository}/-/edit/{branch}/{path}",
        "folder": "{repository}/-/tree/{branch}/{path}",
        "new": "{repository}/-/new/{branch}",
        "name": "file_name",
        "issue": "{repository}/-/issues/new",
        "title": "issue[title]",
        "body": "issue[description]",
    },
}
_HOSTS = {"github.com": "github", "gitlab.com": "gitlab", "codeberg.org": "gitea"}
KINDS = tuple(_FORGES)


@dataclass(frozen=True)
class Forge:
    """A repository on a forge: its address, the branch that is published, and what kind of forge it is."""

    repository: str
    branch: str = "main"
    kind: str = "github"

    def edit(self, path: str) -> str:
        """Where a file is edited; of a path that ends in `/`, where the folder is shown."""
        return self._fill("folder" if path.endswith("/") else "edit", path)

    def problem(self, page: str) -> str:
        """Where a problem of a page is told, with the page named."""
        if self.kind == "github":
            query = {"template": "problem.yml", "page": page}
        else:
            query = {
                _FORGES[self.kind]["title"]: f"A problem on {page}",
                _FORGES[self.kind]["body"]: f"Page: {page}\n\n",
            }
        return f"{self._fill('issue')}?{urlencode(query, quote_via=quote)}"

    def for_panel(self) -> dict[str, str]:
        """What the page's own script needs: the same addresses, with `{path}` left to it, and the parameters' names."""
        keep = {"repository": self.repository, "branch": self.branch, "path": "{path}"}
        return {"kind": self.kind} | {name: way.format(**keep) for name, way in _FORGES[self.kind].items()}

    def _fill(self, way: str, path: str = "") -> str:
        return _FORGES[self.kind][way].format(
            repository=self.repository, branch=self.branch, path=quote(path.rstrip("/"))
        )


def forge(repository: str | None, branch: str | None = None, kind: str | None = None) -> Forge | None:
    """The forge of an address; its kind follows from a known host, and is otherwise GitHub's unless it is named."""
    parts = urlsplit(repository or "")
    if parts.scheme not in ("https", "http") or not parts.netloc:
        return None
    known = kind if kind in KINDS else _HOSTS.get(parts.hostname or "", "github")
    return Forge((repository or "").rstrip("/").removesuffix(".git"), branch or "main", known)
