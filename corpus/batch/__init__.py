"""Many files read into a store: found, dealt out to processes, and written in the order in which they were found."""

from corpus.batch.files import Found as Found
from corpus.batch.files import Refused as Refused
from corpus.batch.pool import Pool as Pool
from corpus.batch.pool import Refusal as Refusal
from corpus.batch.running import Job as Job
from corpus.batch.running import Run as Run
from corpus.batch.running import Settings as Settings
