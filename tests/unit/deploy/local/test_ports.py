"""Ports are free, remembered, and replaced when another program has taken them."""

import random
import socket
import subprocess
import sys

import pytest

from deploy.local.ports import choose_ports, is_free

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_each_name_gets_a_free_port_of_its_own() -> None:
    ports = choose_ports(("postgres", "kafka", "issuer"), {})
    assert len(set(ports.values())) == 3
    assert all(is_free(port) for port in ports.values())


def test_remembered_ports_are_used_again() -> None:
    first = choose_ports(("postgres", "kafka"), {})
    assert choose_ports(("postgres", "kafka"), first) == first


def test_a_port_that_is_taken_is_replaced() -> None:
    first = choose_ports(("postgres", "kafka"), {})
    with socket.create_server(("127.0.0.1", first["kafka"])):
        second = choose_ports(("postgres", "kafka"), first)
    assert second["postgres"] == first["postgres"]
    assert second["kafka"] != first["kafka"]


def test_ports_of_other_parts_stay_remembered() -> None:
    assert choose_ports(("kafka",), {"agreements-api": 21_000})["agreements-api"] == 21_000


def test_processes_with_the_same_seed_choose_different_ports() -> None:
    first = choose_ports(("postgres", "kafka"), {})
    random.seed(1)
    second = choose_ports(("postgres", "kafka"), {})
    random.seed(1)
    third = choose_ports(("postgres", "kafka"), {})
    assert len({*first.values(), *second.values(), *third.values()}) == 6


def test_a_port_that_another_process_has_chosen_is_not_chosen() -> None:
    port = choose_ports(("kafka",), {})["kafka"]
    program = f"from deploy.local import ports; print(ports._reserve({port}), ports._reserve({port - 1}))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 -- our own program
    assert answer.stdout.split()[0] == "False"
