import Broadsheet
