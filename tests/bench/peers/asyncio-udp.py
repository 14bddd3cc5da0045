"""The upper-case service over datagrams with asyncio: asyncio-udp.py PORT"""
import asyncio
import socket
import sys


class UpperCase(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        self.transport.sendto(data.decode().upper().encode(), addr)


async def main(port):
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(UpperCase, local_addr=('127.0.0.1', port))
    # The kernel gives less; but its default does not hold 256 small datagrams.
    transport.get_extra_info('socket').setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    await loop.create_future()


asyncio.run(main(int(sys.argv[1])))
