"""A listener on localhost that notes whoever tries to reach it: nobody may."""

import select
import socket
import threading


class Canary:
    """`heard`: what came, a line each: the path that an HTTP request asked for, or "udp". `bare`: connections on which
    nothing was said.
    """

    def __init__(self):
        self.heard = []
        self.bare = 0
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.port = self._tcp.getsockname()[1]
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.1", self.port))
        self._open = True
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self):
        while self._open:
            ready, _, _ = select.select([self._tcp, self._udp], [], [], 0.2)
            if self._udp in ready:
                self._udp.recv(2048)
                self.heard.append("udp")
            if self._tcp in ready:
                connection, _ = self._tcp.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection):
        with connection:
            connection.settimeout(1)
            try:
                data = connection.recv(2048)
            except OSError:
                data = b""
            if not data:
                self.bare += 1
                return
            words = data.split(b"\r\n")[0].decode(errors="replace").split(" ")
            self.heard.append(words[1] if len(words) > 1 else repr(data))
            connection.sendall(
                b"HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n"
            )

    def close(self):
        self._open = False
        self._listener.join()
        self._tcp.close()
        self._udp.close()
