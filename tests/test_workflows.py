"""The workflows under .github/: what they may do, and that each rule of this file sees its defence taken away."""

from __future__ import annotations

import copy
import re
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml

import tiny
from edition import approval

GITHUB = tiny.ROOT / ".github"
Workflow = dict[str, Any]
Workflows = dict[str, Workflow]


class _Loader(yaml.SafeLoader):
    """YAML 1.2's booleans: `on` is a key here, and no truth."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rows if tag != "tag:yaml.org,2002:bool"]
    for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def read() -> Workflows:
    return {
        path.name: yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
        for path in sorted((GITHUB / "workflows").iterdir())
    }


WORKFLOWS = read()


def jobs(workflows: Workflows) -> Iterator[tuple[str, Workflow, dict[str, Any]]]:
    for name, workflow in workflows.items():
        for id_, job in workflow["jobs"].items():
            yield f"{name}: {id_}", workflow, job


def steps(workflows: Workflows) -> Iterator[tuple[str, Workflow, dict[str, Any]]]:
    for name, workflow, job in jobs(workflows):
        for number, step in enumerate(job["steps"], 1):
            yield f"{name}, step {number}", workflow, step


def strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    else:
        yield str(value)


# Each rule takes all workflows and yields what breaks it.


def every_action_is_pinned_by_commit(workflows: Workflows) -> Iterator[str]:
    for name, _, step in steps(workflows):
        if "uses" in step and not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"]):
            yield f"{name}: {step['uses']}"


def nothing_is_permitted_but_what_a_job_asks_for(workflows: Workflows) -> Iterator[str]:
    for name, workflow in workflows.items():
        if workflow.get("permissions") != {}:
            yield f"{name}: permissions of the workflow"
    for name, _, job in jobs(workflows):
        least = {"pages": "write", "id-token": "write"} if name == "deploy.yml: deploy" else {"contents": "read"}
        if job.get("permissions") != least:
            yield f"{name}: {job.get('permissions')}"


def nothing_from_an_event_is_pasted_into_a_script(workflows: Workflows) -> Iterator[str]:
    for name, _, step in steps(workflows):
        if "${{" in step.get("run", "") or "${{" in str(step.get("shell", "")):
            yield name


def no_secret_is_named(workflows: Workflows) -> Iterator[str]:
    for name, workflow in workflows.items():
        if any(re.search(r"\bsecrets\b", text) for text in strings(workflow)):
            yield name


def the_token_is_named_only_where_commits_are_fetched(workflows: Workflows) -> Iterator[str]:
    for name, workflow, step in steps(workflows):
        if any("github.token" in text.lower() for text in strings(step)) and "git" not in step.get("run", ""):
            yield name
        if "pull_request" in workflow["on"] and any("token" in text.lower() for text in strings(step)):
            yield name


def no_checkout_keeps_credentials(workflows: Workflows) -> Iterator[str]:
    for name, _, step in steps(workflows):
        if "checkout" in step.get("uses", "") and step.get("with", {}).get("persist-credentials") is not False:
            yield name


def what_runs_with_the_bases_rights_never_checks_a_pull_request_out(workflows: Workflows) -> Iterator[str]:
    """Its one checkout is of the base; what is fetched is never checked out, merged, unpacked or sourced."""
    risky = r"git (checkout|switch|merge|restore|reset|read-tree|worktree|archive|pull|apply|am|stash)\b|gh pr checkout"
    for name, workflow, step in steps(workflows):
        if not {"pull_request_target", "workflow_run"} & set(workflow["on"]):
            continue
        if "checkout" in step.get("uses", ""):
            with_ = step.get("with", {})
            if with_.get("ref") != "${{ github.event.pull_request.base.sha }}" or {"repository", "submodules"} & set(
                with_
            ):
                yield name
        elif "uses" in step or re.search(risky, step.get("run", "")):
            yield name


def what_runs_code_of_a_pull_request_has_no_rights(workflows: Workflows) -> Iterator[str]:
    for name, workflow, job in jobs(workflows):
        if "pull_request" in workflow["on"] and job.get("permissions") not in ({}, {"contents": "read"}):
            yield name
        if "environment" in job and set(workflow["on"]) - {"push", "workflow_dispatch"}:
            yield name


def only_main_is_deployed(workflows: Workflows) -> Iterator[str]:
    for name, workflow, job in jobs(workflows):
        writes = "write" in (job.get("permissions") or {}).values()
        deploys = writes or "environment" in job or any("pages" in step.get("uses", "") for step in job["steps"])
        if not deploys:
            continue
        if workflow["on"].get("push") != {"branches": ["main"]} or job.get("if") != "github.ref == 'refs/heads/main'":
            yield name
        if writes and any("run" in step or "checkout" in step["uses"] for step in job["steps"]):
            yield f"{name} runs code and may write"


def every_job_ends(workflows: Workflows) -> Iterator[str]:
    for name, workflow, job in jobs(workflows):
        if not isinstance(job.get("timeout-minutes"), int) or "group" not in workflow.get("concurrency", {}):
            yield name


def no_machine_is_kept_and_no_cache_shared(workflows: Workflows) -> Iterator[str]:
    for name, _, job in jobs(workflows):
        if job["runs-on"] != "ubuntu-24.04" or any("cache" in text for text in strings(job)):
            yield name


def what_quotes_contributed_text_is_kept_from_the_runners_ear(workflows: Workflows) -> Iterator[str]:
    for name, _, step in steps(workflows):
        for line in step.get("run", "").splitlines():
            if re.search(r"\bmake (?!setup\b)", line) and "bash .github/quietly make" not in line:
                yield name


def a_label_counts_only_in_the_event_that_sets_it(workflows: Workflows) -> Iterator[str]:
    label = "${{ github.event.action == 'labeled' && github.event.label.name == 'maintainer-approved' }}"
    for name, workflow in workflows.items():
        on = workflow["on"].get("pull_request_target")
        if on is None:
            continue
        if not {"opened", "reopened", "synchronize", "labeled", "unlabeled"} <= set(on["types"]) or on["branches"] != [
            "main"
        ]:
            yield f"{name}: an event that changes the answer does not ask anew"
        found = [step for _, _, step in steps({name: workflow}) if "policy.py" in step.get("run", "")]
        if not found or any(step["env"].get("APPROVED") != label for step in found):
            yield f"{name}: the label"
        if any("pull_request.labels" in text for text in strings(workflow)):
            yield f"{name}: labels set before"
        if any("if" in thing for thing in (*workflow["jobs"].values(), *found)):
            yield f"{name}: what is skipped counts as passed"


RULES: tuple[Callable[[Workflows], Iterator[str]], ...] = (
    every_action_is_pinned_by_commit,
    nothing_is_permitted_but_what_a_job_asks_for,
    nothing_from_an_event_is_pasted_into_a_script,
    no_secret_is_named,
    the_token_is_named_only_where_commits_are_fetched,
    no_checkout_keeps_credentials,
    what_runs_with_the_bases_rights_never_checks_a_pull_request_out,
    what_runs_code_of_a_pull_request_has_no_rights,
    only_main_is_deployed,
    every_job_ends,
    no_machine_is_kept_and_no_cache_shared,
    what_quotes_contributed_text_is_kept_from_the_runners_ear,
    a_label_counts_only_in_the_event_that_sets_it,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_workflows_keep(rule: Callable[[Workflows], Iterator[str]]) -> None:
    assert list(rule(WORKFLOWS)) == []


def job(workflows: Workflows, name: str, id_: str) -> dict[str, Any]:
    return workflows[name]["jobs"][id_]


def step(workflows: Workflows, name: str, id_: str, holding: str) -> dict[str, Any]:
    (found,) = [one for one in job(workflows, name, id_)["steps"] if any(holding in text for text in strings(one))]
    return found


def put(at: dict[str, Any], **values: object) -> None:
    for key, value in values.items():
        name = key.rstrip("_").replace("_", "-")
        if value is None:
            at.pop(name, None)
        else:
            at[name] = value


BASE_SHA = "${{ github.event.pull_request.base.sha }}"
HEAD_SHA = "${{ github.event.pull_request.head.sha }}"
CHECKOUT = "actions/checkout"
# Each takes one defence away from a copy of the workflows; the rule named must see it.
TAKEN_AWAY: tuple[tuple[Callable[[Workflows], Iterator[str]], str, Callable[[Workflows], None]], ...] = (
    (
        every_action_is_pinned_by_commit,
        "a tag in place of a commit",
        lambda w: put(step(w, "check.yml", "test", CHECKOUT), uses="actions/checkout@v6"),
    ),
    (
        every_action_is_pinned_by_commit,
        "somebody else's action",
        lambda w: put(step(w, "check.yml", "test", CHECKOUT), uses=f"someone/checkout@{'a' * 40}"),
    ),
    (
        nothing_is_permitted_but_what_a_job_asks_for,
        "the repository's own permissions",
        lambda w: put(w["check.yml"], permissions=None),
    ),
    (
        nothing_is_permitted_but_what_a_job_asks_for,
        "a job that may comment",
        lambda w: put(job(w, "policy.yml", "policy"), permissions={"contents": "read", "pull-requests": "write"}),
    ),
    (
        nothing_from_an_event_is_pasted_into_a_script,
        "a branch's name in a script",
        lambda w: put(step(w, "check.yml", "test", "quietly"), run="echo ${{ github.head_ref }}"),
    ),
    (
        nothing_from_an_event_is_pasted_into_a_script,
        "a title in a script",
        lambda w: put(step(w, "check.yml", "site", "quietly"), run="echo '${{ github.event.pull_request.title }}'"),
    ),
    (
        no_secret_is_named,
        "a secret for a test",
        lambda w: put(step(w, "check.yml", "test", "quietly"), env={"KEY": "${{ secrets.KEY }}"}),
    ),
    (
        no_secret_is_named,
        "all secrets for a job",
        lambda w: put(job(w, "check.yml", "test"), secrets="inherit"),
    ),
    (
        the_token_is_named_only_where_commits_are_fetched,
        "the token for a test",
        lambda w: put(step(w, "check.yml", "test", "quietly"), env={"GH": "${{ github.token }}"}),
    ),
    (
        no_checkout_keeps_credentials,
        "a checkout as it comes",
        lambda w: put(step(w, "check.yml", "check", CHECKOUT), with_=None),
    ),
    (
        what_runs_with_the_bases_rights_never_checks_a_pull_request_out,
        "a checkout of the pull request",
        lambda w: put(step(w, "policy.yml", "policy", CHECKOUT)["with"], ref=HEAD_SHA),
    ),
    (
        what_runs_with_the_bases_rights_never_checks_a_pull_request_out,
        "a checkout of its repository",
        lambda w: put(
            step(w, "policy.yml", "policy", CHECKOUT)["with"],
            repository="${{ github.event.pull_request.head.repo.full_name }}",
        ),
    ),
    (
        what_runs_with_the_bases_rights_never_checks_a_pull_request_out,
        "a checkout by hand",
        lambda w: put(step(w, "policy.yml", "policy", "policy.py"), run='git checkout "$HEAD"\npython policy.py'),
    ),
    (
        what_runs_with_the_bases_rights_never_checks_a_pull_request_out,
        "the checks with the base's rights",
        lambda w: put(w["check.yml"], on={"pull_request_target": {"types": ["opened"]}}),
    ),
    (
        what_runs_code_of_a_pull_request_has_no_rights,
        "a test that may write",
        lambda w: put(job(w, "check.yml", "test"), permissions={"contents": "write"}),
    ),
    (
        what_runs_code_of_a_pull_request_has_no_rights,
        "a preview with an environment's secrets",
        lambda w: put(job(w, "check.yml", "site"), environment="preview"),
    ),
    (
        only_main_is_deployed,
        "every branch deployed",
        lambda w: put(w["deploy.yml"], on={"push": {}, "workflow_dispatch": None}),
    ),
    (
        only_main_is_deployed,
        "any branch deployed by hand",
        lambda w: put(job(w, "deploy.yml", "deploy"), if_=None),
    ),
    (
        only_main_is_deployed,
        "a build that may publish",
        lambda w: put(job(w, "deploy.yml", "build"), permissions={"pages": "write", "id-token": "write"}),
    ),
    (every_job_ends, "a job without an end", lambda w: put(job(w, "fuzz.yml", "fuzz"), timeout_minutes=None)),
    (every_job_ends, "pushes that pile up", lambda w: put(w["check.yml"], concurrency=None)),
    (
        no_machine_is_kept_and_no_cache_shared,
        "a machine of one's own",
        lambda w: put(job(w, "check.yml", "test"), runs_on="self-hosted"),
    ),
    (
        no_machine_is_kept_and_no_cache_shared,
        "a cache that a pull request can fill",
        lambda w: put(step(w, "check.yml", "test", CHECKOUT), with_={"cache": "pip"}),
    ),
    (
        what_quotes_contributed_text_is_kept_from_the_runners_ear,
        "a build that the runner listens to",
        lambda w: put(step(w, "check.yml", "site", "quietly"), run="make site"),
    ),
    (
        a_label_counts_only_in_the_event_that_sets_it,
        "a label that outlives a push",
        lambda w: put(
            step(w, "policy.yml", "policy", "policy.py")["env"],
            APPROVED="${{ contains(github.event.pull_request.labels.*.name, 'maintainer-approved') }}",
        ),
    ),
    (
        a_label_counts_only_in_the_event_that_sets_it,
        "a push that is not judged",
        lambda w: w["policy.yml"]["on"]["pull_request_target"]["types"].remove("synchronize"),
    ),
    (
        a_label_counts_only_in_the_event_that_sets_it,
        "a job that is skipped",
        lambda w: put(job(w, "policy.yml", "policy"), if_="github.event.action != 'labeled'"),
    ),
)


@pytest.mark.parametrize(("rule", "what", "take"), TAKEN_AWAY, ids=[what for _, what, _ in TAKEN_AWAY])
def test_a_defence_that_is_taken_away_is_missed(
    rule: Callable[[Workflows], Iterator[str]], what: str, take: Callable[[Workflows], None]
) -> None:
    changed = copy.deepcopy(WORKFLOWS)
    take(changed)
    assert list(rule(changed)) != []


def test_every_rule_is_proved() -> None:
    assert {rule for rule, _, _ in TAKEN_AWAY} == set(RULES)


def test_every_pin_names_its_version_and_one_version_goes_by_one_commit() -> None:
    known: dict[str, str] = {}
    for path in sorted((GITHUB / "workflows").iterdir()):
        for line in path.read_text(encoding="utf-8").splitlines():
            if "uses:" in line:
                match = re.fullmatch(r"\s*-?\s*uses: (\S+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", line)
                assert match, line
                assert known.setdefault(match[1], match[2] + match[3]) == match[2] + match[3]


def test_every_target_that_a_workflow_makes_is_in_the_makefile() -> None:
    makefile = (tiny.ROOT / "Makefile").read_text(encoding="utf-8")
    made = {target for _, _, one in steps(WORKFLOWS) for target in re.findall(r"\bmake (\w+)", one.get("run", ""))}
    assert made >= {"setup", "test", "site"}
    assert [target for target in made if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_every_script_that_a_workflow_runs_is_here() -> None:
    run = {
        path
        for _, _, one in steps(WORKFLOWS)
        for path in re.findall(r"(?:scripts|\.github)/[\w.]+", one.get("run", ""))
    }
    assert {"scripts/check.py", "scripts/policy.py", "scripts/report.py", ".github/quietly"} <= run
    assert [path for path in run if not (tiny.ROOT / path).is_file()] == []


def quietly(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", GITHUB / "quietly", *command], capture_output=True, text=True, check=False)


def test_while_a_command_runs_quietly_the_runner_hears_nothing_else() -> None:
    done = quietly("printf", "  ::add-mask::x\n##[add-mask]x")
    first, *said, last = done.stdout.splitlines()
    token = re.fullmatch("::stop-commands::([0-9a-f]{32})", first)
    assert token
    assert said == ["  ::add-mask::x", "##[add-mask]x"]
    assert last == f"::{token[1]}::"
    assert quietly("true").stdout.partition("\n")[0] != first, "a token that can be foreseen can be printed"


@pytest.mark.parametrize("status", [0, 1, 2, 77])
def test_a_command_that_runs_quietly_keeps_its_status(status: int) -> None:
    assert quietly("bash", "-c", f"exit {status}").returncode == status


# What the site's links fill in by the ids of fields: render/forge.py, and filing.js among the site's scripts.
FORMS = {
    "problem.yml": ["page", "words", "what"],
    "lost-link.yml": ["text", "words", "target", "basis"],
    "note.yml": ["text", "words", "note"],
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_has_the_fields_that_the_site_fills_in(name: str) -> None:
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / name).read_text(encoding="utf-8"))
    fields = [one for one in form["body"] if one["type"] != "markdown"]
    assert [one["id"] for one in fields] == FORMS[name]
    assert form["name"]
    assert form["description"]
    assert {one["type"] for one in fields} <= {"input", "textarea"}
    assert all(one["attributes"]["label"] and one["attributes"]["description"] for one in fields)


def test_every_form_that_the_site_leads_to_is_here() -> None:
    linked = [tiny.ROOT / "scripts/edition/render/forge.py", *(tiny.ROOT / "docs/assets/javascripts").glob("*.js")]
    template = re.compile(r'"?template"?: "([a-z-]+\.yml)"')
    named = {name for path in linked for name in template.findall(path.read_text(encoding="utf-8"))}
    assert named == set(FORMS)
    assert {path.name for path in (GITHUB / "ISSUE_TEMPLATE").iterdir()} == {*FORMS, "config.yml"}


def test_nobody_is_named_who_is_not_known() -> None:
    """A rule of CODEOWNERS for a handle that does not exist is passed over in silence: no rule, or a true one."""
    rows = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert [row for row in rows if "@" in row.partition("#")[0]] == []


def test_the_folders_that_contributions_go_to_are_those_of_the_policy() -> None:
    named = re.findall(r"^#\s+/(\S+)/$", (GITHUB / "CODEOWNERS").read_text(encoding="utf-8"), re.MULTILINE)
    patterns = " ".join(pattern for pattern, _ in approval.CONTRIBUTED)
    assert named
    assert [folder for folder in named if folder.removeprefix("docs/") not in patterns] == []
