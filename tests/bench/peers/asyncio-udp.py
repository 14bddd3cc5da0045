"""The upper-case service over datagrams with asyncio: asyncio-udp.py PORT"""
import asyncio
import sys


class UpperCase(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        self.transport.sendto(data.decode().upper().encode(), addr)


async def main(port):
    loop = asyncio.get_running_loop()
    await loop.create_datagram_endpoint(UpperCase, local_addr=('127.0.0.1', port))
    await loop.create_future()


asyncio.run(main(int(sys.argv[1])))
