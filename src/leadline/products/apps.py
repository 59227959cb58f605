from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "leadline.products"
    label = "products"
