"""Puts the simulator far away: every byte to and from it arrives later. Reads its configuration, prints another one.

Usage: relay.py CONFIG ROUND_TRIP_SECONDS; ends with stdin. A connection is made at once and then held back for one
round trip, which comes to the same for whoever waits for an answer.
"""

import asyncio
import os
import re
import sys
from pathlib import Path


async def pump(reader, writer, delay):
    loop = asyncio.get_running_loop()
    try:
        while chunk := await reader.read(65536):
            loop.call_later(delay, writer.write, chunk)
    except ConnectionError:
        pass
    loop.call_later(delay, writer.close)


async def relay_tcp(port, delay):
    async def connected(reader, writer):
        await asyncio.sleep(2 * delay)
        there, back = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pump(reader, back, delay), pump(there, writer, delay))

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    return server.sockets[0].getsockname()[1]


class Names(asyncio.DatagramProtocol):
    def __init__(self, port, delay):
        self.port, self.delay = port, delay

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        asyncio.get_running_loop().call_later(self.delay, self.ask, data, address)

    def ask(self, data, address):
        self.task = asyncio.ensure_future(self.forward(data, address))

    async def forward(self, data, address):
        loop, delay, mine = asyncio.get_running_loop(), self.delay, self.transport

        class Answer(asyncio.DatagramProtocol):
            def connection_made(self, transport):
                self.transport = transport
                transport.sendto(data)

            def datagram_received(self, answer, _):
                loop.call_later(delay, mine.sendto, answer, address)
                self.transport.close()

        await loop.create_datagram_endpoint(Answer, remote_addr=("127.0.0.1", self.port))


async def main():
    text, delay = Path(sys.argv[1]).read_text(), float(sys.argv[2]) / 2
    loop = asyncio.get_running_loop()
    for port in sorted(set(re.findall(r':443:[^:]*:(\d+)"', text))):
        text = re.sub(rf':443:[^:]*:{port}"', f':443:127.0.0.1:{await relay_tcp(int(port), delay)}"', text)
    port = re.search(r'"127\.0\.0\.1:(\d+)"', text)[1]
    names, _ = await loop.create_datagram_endpoint(
        lambda: Names(int(port), delay), local_addr=("127.0.0.1", 0)
    )
    print(
        text.replace(f'"127.0.0.1:{port}"', f'"127.0.0.1:{names.get_extra_info("sockname")[1]}"'),
        end="",
        flush=True,
    )
    os.close(1)  # the reader waits for the end
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
