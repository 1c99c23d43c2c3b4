"""Work within a time, in threads that may be left behind."""

from __future__ import annotations

import threading
import time
import weakref

import pytest

from graph.stores.waiting import TooLate, Waiting


def named() -> str:
    return threading.current_thread().name


def wrong(error: BaseException) -> None:
    raise error


def test_one_thread_does_what_comes_one_after_the_other() -> None:
    waiting = Waiting()
    assert waiting.within(5, named) == waiting.within(5, named) != named()


@pytest.mark.parametrize("error", [ValueError("x"), TimeoutError("of the work, not of the waiting"), SystemExit(3)])
def test_what_the_work_raises_is_raised_and_the_thread_goes_on(error: BaseException) -> None:
    waiting = Waiting()
    before = waiting.within(5, named)
    with pytest.raises(type(error)) as raised:
        waiting.within(5, lambda: wrong(error))
    assert raised.value is error
    assert waiting.within(5, named) == before


def test_who_waits_too_long_leaves_the_thread_which_then_ends() -> None:
    waiting, go = Waiting(), threading.Event()
    held: list[threading.Thread] = []
    ended: list[bool] = []

    def hold() -> None:
        held.append(threading.current_thread())
        ended.append(go.wait(20))

    with pytest.raises(TooLate):
        waiting.within(0.05, hold)
    assert waiting.within(5, named) != held[0].name
    assert held[0].is_alive()
    go.set()
    held[0].join(5)
    assert (held[0].is_alive(), ended) == (False, [True])


def test_many_wait_side_by_side() -> None:
    waiting = Waiting()
    together = threading.Barrier(8, timeout=10)
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda k=k: found.append(waiting.within(10, lambda: together.wait() * 0 + k)))
        for k in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == list(range(8))


def test_idle_threads_end_when_it_is_closed() -> None:
    waiting = Waiting()
    thread = waiting.within(5, threading.current_thread)
    waiting.close()
    thread.join(5)
    assert not thread.is_alive()


def test_an_answer_is_not_kept_until_the_next_work() -> None:
    class Big:
        pass

    waiting = Waiting()
    kept = weakref.ref(waiting.within(5, Big))
    for _ in range(100):
        if kept() is None:
            break
        time.sleep(0.01)
    assert kept() is None
