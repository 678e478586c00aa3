"""A real mail server for tests: says its port, then tells each mail as a line of JSON. It ends when its input does.

    mail_server.py [none|starttls|whole] [name:password]

What the recipient's address begins with decides what happens: `vol-` is refused for now, `weg-` for good, `spam-` once
the text is there; `stil-` is taken the first time and never answered, as if either side died.
Key and certificate are for `localhost` in these tests and open nothing.
"""

import asyncio
import json
import logging
import os
import ssl
import sys
import warnings
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult

TLS = sys.argv[1]
LOGIN = sys.argv[2] if len(sys.argv) > 2 else None


def tell(line):
    print(json.dumps(line), flush=True)


def part(mail, kind):
    found = mail.get_body((kind,))
    return found.get_content() if found else ''


class Postbox:
    def __init__(self):
        self.silenced = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith('vol-'):
            return '452 4.2.2 the mailbox of ' + address + ' is full'
        if address.startswith('weg-'):
            return '550 5.1.1 nobody is called ' + address
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.content, policy=default)
        recipient = envelope.rcpt_tos[0]
        if recipient.startswith('spam-'):
            return '554 5.7.1 not this to ' + recipient
        tell({
            'from': envelope.mail_from,
            'to': envelope.rcpt_tos,
            'headers': {name.lower(): str(value) for name, value in mail.items()},
            'kind': mail.get_content_type(),
            'text': part(mail, 'plain'),
            'html': part(mail, 'html'),
            'raw': envelope.content.decode('ascii'),
            'encrypted': session.ssl is not None or TLS == 'whole',
            'login': session.auth_data.login.decode() if session.authenticated else '',
            'connection': session.peer[1],
        })
        if recipient.startswith('stil-') and recipient not in self.silenced:
            self.silenced.add(recipient)
            await asyncio.Event().wait()
        return '250 2.0.0 taken'


def is_known(server, session, envelope, mechanism, data):
    known = f'{data.login.decode()}:{data.password.decode()}' == LOGIN
    return AuthResult(success=known, handled=False, auth_data=data)


async def main():
    # What clients do wrong is what the tests are about.
    logging.disable()
    warnings.simplefilter('ignore')
    here = Path(__file__).parent
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(here / 'certificate.pem', here / 'key.pem')
    postbox = Postbox()

    def connection():
        return SMTP(
            postbox,
            hostname='localhost',
            tls_context=context if TLS == 'starttls' else None,
            auth_required=LOGIN is not None,
            auth_require_tls=False,
            authenticator=is_known,
        )

    loop = asyncio.get_running_loop()
    whole = context if TLS == 'whole' else None
    server = await loop.create_server(connection, '127.0.0.1', 0, ssl=whole)
    tell({'port': server.sockets[0].getsockname()[1]})
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(main())
