# SPDX-License-Identifier: Apache-2.0
"""Makes a domain: provision.py DIRECTORY, which holds smb.conf and domain.ldif.

samba-tool would do so, too, but sets ACLs of files, which not every file system takes.
"""

import logging
import sys

from samba.auth import system_session
from samba.dsdb import DS_DOMAIN_FUNCTION_2008_R2
from samba.param import LoadParm
from samba.provision import provision

directory = sys.argv[1]
parameters = LoadParm()
parameters.load(directory + "/etc/smb.conf")
domain = provision(
    logging.getLogger(),
    system_session(),
    targetdir=directory,
    realm=parameters.get("realm"),
    domain=parameters.get("workgroup"),
    hostname="dc1",
    hostip="127.0.0.1",
    serverrole="active directory domain controller",
    dom_for_fun_level=DS_DOMAIN_FUNCTION_2008_R2,
    base_schema="2008_R2_old",
    dns_backend="NONE",
    lp=parameters,
).samdb
domain.transaction_start()
with open(directory + "/etc/domain.ldif", encoding="utf-8") as changes:
    domain.modify_ldif(changes.read())
domain.transaction_commit()
