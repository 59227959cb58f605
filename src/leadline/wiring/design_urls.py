"""The page on which engineers see every fragment."""

from django.urls import path

from leadline.wiring.gallery import Gallery

urlpatterns = [path("design/", Gallery.as_view(), name="gallery")]
