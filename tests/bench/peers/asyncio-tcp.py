"""The upper-case service over streams with asyncio: asyncio-tcp.py PORT [once]

`once`: a connection is closed after its first reply, as the textbook's server does. asyncio sets TCP_NODELAY by itself.
"""
import asyncio
import codecs
import sys

once = sys.argv[2:] == ['once']


class UpperCase(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.decoder = codecs.getincrementaldecoder('utf-8')()

    def data_received(self, data):
        self.transport.write(self.decoder.decode(data).upper().encode())
        if once:
            self.transport.close()

    def pause_writing(self):
        self.transport.pause_reading()

    def resume_writing(self):
        self.transport.resume_reading()


async def main(port):
    server = await asyncio.get_running_loop().create_server(UpperCase, '127.0.0.1', port)
    await server.serve_forever()


asyncio.run(main(int(sys.argv[1])))
