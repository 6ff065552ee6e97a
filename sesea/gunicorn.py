"""How gunicorn serves in production: `gunicorn --config python:sesea.gunicorn sesea.wsgi`.

Every setting has its reason here. What an installation may change comes from the environment.
The page of the units and of the proxies is `docs/despliegue.md`.
"""

from sesea import environment as read

# systemd hands its own socket over, and this one is then not opened. Never all interfaces, which
# is what gunicorn would do where PORT is set.
bind = "127.0.0.1:8000"
backlog = 2048

# Pages take the processor and wait for the database: some processes, each with threads. A thread
# that queries keeps one connection for a minute, so PostgreSQL sees processes × threads at most.
workers = read.read_web_processes()
worker_class = "sesea.serving.worker.SteadyWorker"
threads = 16
# What a process has no thread for stays in the socket's queue, where another one takes it.
worker_connections = threads
# The proxy is next door: a new connection costs it nothing, while a kept one would be lost when
# a process is replaced, and would count as taken.
keepalive = 0

# Loaded once and shared: less memory, and a process that is replaced in the middle of an update
# runs the same version as the rest.
preload_app = True
# A process that leaks, or grew by one large answer, gives its memory back; not all at once.
max_requests = 5000
max_requests_jitter = 1000

# The main loop of a process only accepts: half a minute without a sign of it is a hang. The
# waits of the threads end by themselves (`sesea.serving.watch`).
timeout = 30
# What was being answered at a stop ends first. A proxy hands requests over whole, so that they
# take seconds.
graceful_timeout = 30
# The sign of life is a file that is touched: on a slow disk that would look like a hang.
worker_tmp_dir = "/dev/shm"
# A door for commands that nobody here uses.
control_socket_disable = True

# What nginx lets through, so that its page answers and not gunicorn's bare one.
limit_request_line = 8190
limit_request_fields = 100
limit_request_field_size = 8190

# Who may say that a request came by HTTPS: the same who may say from where. Whoever comes by a
# socket of the file system always may, and gunicorn knows no word for it.
_named = [proxy for proxy in read.read_trusted_proxies() if proxy != "unix"]
forwarded_allow_ips = ",".join(_named or ["127.0.0.1", "::1"])
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}
# By default a proxy may also say the path, and a proxy that passes on whatever it is sent would
# let anybody say it.
forwarder_headers = ""

# The application logs each request itself; here only starts, stops and faults.
accesslog = None
errorlog = "-"
loglevel = "info"
