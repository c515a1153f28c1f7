"""A worker that dies, hangs or gives up costs the task that it had, and no other."""

import pickle

import pytest
from pool_work import work

from corpus.batch.pool import Deadline, Pool, Refusal
from corpus.batch.shelf import open_shelf

HUNG = Refusal("hung", "超时")
SWOLLEN = Refusal("swollen", "超内存")


def outcomes(tasks, jobs=2, seconds=60.0):
    found = {}
    with Pool(work, jobs, Deadline(seconds, HUNG, {76: SWOLLEN})) as pool:
        for task in tasks:
            while not pool.has_room:
                found |= dict(pool.collect())
            pool.give(task)
        while pool.busy:
            found |= dict(pool.collect())
    return {task: each if isinstance(each, Refusal) else pickle.loads(each) for task, each in found.items()}  # noqa: S301 - our own


@pytest.mark.parametrize("jobs", [1, 3])
def test_every_task_is_answered_whatever_the_others_do(jobs):
    tasks = ["a", "die", "b", "exit 76", "c", "exit 3", "d"]
    found = outcomes(tasks, jobs)
    assert {task: found[task] for task in "abcd"} == {task: f"done {task}" for task in "abcd"}
    assert found["exit 76"] == SWOLLEN
    assert "SIGKILL" in found["die"].en
    assert "exit 3" in found["exit 3"].en


def test_a_worker_that_is_killed_from_outside_costs_nothing(tmp_path):
    task = f"die-once {tmp_path / 'died'}"
    assert outcomes([task, "a"]) == {task: f"done {task}", "a": "done a"}


def test_a_worker_that_hangs_is_ended():
    found = outcomes(["hang", "a", "b"], jobs=1, seconds=3.0)
    assert found == {"hang": HUNG, "a": "done a", "b": "done b"}


def test_what_waits_for_its_turn_comes_back_as_it_was(monkeypatch):
    monkeypatch.setattr("corpus.batch.shelf._HELD", 10)
    with open_shelf() as shelf:
        for round_ in range(3):
            for number in range(5):
                shelf.put(number, bytes([number, round_]) * 4)
            assert [shelf.take(number) for number in (3, 0, 4, 1, 2)] == [
                bytes([number, round_]) * 4 for number in (3, 0, 4, 1, 2)
            ]
