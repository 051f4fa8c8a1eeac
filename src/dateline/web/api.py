"""v1"""

from fastapi import APIRouter

routes = APIRouter(prefix="/v1")
