"""One knowledge base, asked from several threads at once, answers as it does from one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from lexflux import resources
from lexflux.asking.questions import next_question
from lexflux.asking.state import State
from lexflux.explain.render import as_json
from lexflux.facts import yamlfile
from lexflux.knowledge_base import KnowledgeBase
from lexflux.remembering import forget

THREADS = 3
FOLDERS = ("ontology", "shapes", "queries")
EXAMPLES = ["beijing-hospital", "hr-foreign-court"]
Task = Callable[[KnowledgeBase], object]


def decided(name: str) -> Task:
    tree = yamlfile.parse((resources.folder("examples") / f"{name}.yaml").read_text("utf-8"), name)[0]
    return lambda knowledge: as_json(knowledge.decide(tree).decision, "zh")


def asked(knowledge: KnowledgeBase) -> object:
    question = next_question(knowledge, State({}))
    return question and (question.path, question.key, question.offered)


def queried(knowledge: KnowledgeBase) -> object:
    regime = next(iter(knowledge.book.regimes.values()))
    return list(knowledge.query("provisions-without-norm", regime=regime))


TASKS: list[Task] = [*map(decided, EXAMPLES), asked, queried]


def test_threads_on_one_knowledge_base_get_the_same_answers() -> None:
    """Nothing is loaded before: the threads also come together upon what is loaded once and then remembered."""
    alone = KnowledgeBase(*map(resources.folder, FOLDERS))
    expected = [task(alone) for task in TASKS]
    forget()
    knowledge, start = KnowledgeBase(*map(resources.folder, FOLDERS)), Barrier(THREADS)

    def work(turn: int) -> dict[int, object]:
        start.wait()
        order = [(place + turn) % len(TASKS) for place in range(len(TASKS))]
        return {place: TASKS[place](knowledge) for place in order}

    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(work, range(THREADS)))

    assert [dict(enumerate(expected))] * THREADS == found
